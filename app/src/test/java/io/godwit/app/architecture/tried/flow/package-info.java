@NullMarked
package io.godwit.app.architecture.tried.flow;

import org.jspecify.annotations.NullMarked;
