/**
 * What the console asks of the roles it commands: the capture proxies and the two flows. The roles themselves live in
 * other modules and never see this one; whoever assembles a process (the app) connects the two.
 */
@NullMarked
package io.godwit.console.role;

import org.jspecify.annotations.NullMarked;
