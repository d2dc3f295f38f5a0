package io.godwit.console.verify;

import io.godwit.search.SearchCluster;

/**
 * What is compared, and how.
 *
 * @param truth the side that is right: the one clients write to
 * @param copy the side that shall be equal to it
 */
public record VerificationSettings(
        SearchCluster truth,
        SearchCluster copy,
        Scope scope,
        Expectation expectation,
        Rechecks rechecks,
        Workspace workspace) {}
