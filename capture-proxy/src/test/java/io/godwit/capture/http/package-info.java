@NullMarked
package io.godwit.capture.http;

import org.jspecify.annotations.NullMarked;
