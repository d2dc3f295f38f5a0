/**
 * The order of a migration: a log of events that is the audit, a state folded from it, a planner that says what comes
 * next, and the workflow that does it.
 */
@NullMarked
package io.godwit.console.workflow;

import org.jspecify.annotations.NullMarked;
