package io.godwit.chaos;

import io.godwit.chaos.role.Launcher;

/**
 * The program that is put on trial.
 *
 * @param launcher how its processes are started
 */
public record Program(Launcher launcher) {}
