@NullMarked
package io.godwit.capture.request;

import org.jspecify.annotations.NullMarked;
