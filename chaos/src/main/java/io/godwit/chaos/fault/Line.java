package io.godwit.chaos.fault;

/** A way from processes to a cluster, with a relay in it. */
public enum Line {
    PROXIES_TO_SOURCE,
    PROXIES_TO_TARGET,
    ROLES_TO_SOURCE,
    ROLES_TO_TARGET
}
