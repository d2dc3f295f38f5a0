@NullMarked
package io.godwit.chaos.fault;

import org.jspecify.annotations.NullMarked;
