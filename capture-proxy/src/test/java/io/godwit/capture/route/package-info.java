@NullMarked
package io.godwit.capture.route;

import org.jspecify.annotations.NullMarked;
