@NullMarked
package io.godwit.sandbox.relay;

import org.jspecify.annotations.NullMarked;
