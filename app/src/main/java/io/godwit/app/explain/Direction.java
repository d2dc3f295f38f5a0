package io.godwit.app.explain;

import io.godwit.schemas.Side;
import io.godwit.schemas.Topics;

/**
 * One flow.
 *
 * @param from the side whose writes it carries
 */
record Direction(Side from, Topics topics) {}
