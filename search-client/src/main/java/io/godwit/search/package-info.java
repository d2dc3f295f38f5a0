/**
 * The HTTP door to a search cluster: address, credentials, flavour, requests and answers. Knows nothing of what is read
 * or written through it: listing, writing and verifying are built on it separately and share no more than this.
 */
@NullMarked
package io.godwit.search;

import org.jspecify.annotations.NullMarked;
