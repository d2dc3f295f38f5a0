/** Where the process begins. */
@NullMarked
package io.godwit.app;

import org.jspecify.annotations.NullMarked;
