package io.godwit.capture.http;

/**
 * Exchanges since the start of the process. While capturing, {@code captured + gaps} is the number of mutations that were
 * sent whole to a side.
 *
 * @param reads sent to a side
 * @param passed mutations sent to a side without being recorded, because nothing was captured when they came
 * @param captured mutations sent to a side after their record was durable
 * @param gaps those of {@code passed} that capturing overtook
 * @param notSent mutations that began to be recorded and never became whole at a side
 * @param unknown mutations without a whole answer
 * @param refused mutations answered 503 because they could not be recorded or were held for too long
 * @param malformed requests refused for their form
 */
public record Counts(
        long reads, long passed, long captured, long gaps, long notSent, long unknown, long refused, long malformed) {}
