package io.godwit.chaos.tour;

import io.godwit.flow.crash.CrashPoint;

/**
 * Where a process is to halt.
 *
 * @param pass at which pass of the point
 */
record Stop(CrashPoint point, int pass) {}
