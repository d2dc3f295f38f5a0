/** Moving clients from the side they are on to the other one, or not at all. */
@NullMarked
package io.godwit.console.swing;

import org.jspecify.annotations.NullMarked;
