/** What runs inside a server's own process; it knows nothing but the JDK and, by reflection, that server. */
@NullMarked
package io.godwit.sandbox.child;

import org.jspecify.annotations.NullMarked;
