/**
 * Says, with evidence, whether two clusters hold the same records: every document of both is read and compared by id,
 * routing, revision and canonical hash of its body. {@link io.godwit.console.verify.Verification} is the door. Shares no
 * code with what lists, projects or writes documents elsewhere.
 */
@NullMarked
package io.godwit.console.verify;

import org.jspecify.annotations.NullMarked;
