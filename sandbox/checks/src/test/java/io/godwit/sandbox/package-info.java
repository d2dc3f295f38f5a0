@NullMarked
package io.godwit.sandbox;

import org.jspecify.annotations.NullMarked;
