@NullMarked
package io.godwit.console.verify;

import org.jspecify.annotations.NullMarked;
