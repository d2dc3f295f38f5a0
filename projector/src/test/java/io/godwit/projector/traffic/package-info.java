@org.jspecify.annotations.NullMarked
package io.godwit.projector.traffic;
