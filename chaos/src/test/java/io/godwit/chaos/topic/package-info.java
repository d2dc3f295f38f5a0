@NullMarked
package io.godwit.chaos.topic;

import org.jspecify.annotations.NullMarked;
