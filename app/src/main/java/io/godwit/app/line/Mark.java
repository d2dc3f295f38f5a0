package io.godwit.app.line;

/**
 * Which of two assignments is newer. A console that was stopped and wakes up after another has taken over writes in the
 * term of the past: nobody obeys it.
 *
 * @param term one more than that of any console before
 * @param console who writes in this term; of two who claim the same term, whose first assignment is first on the topic
 * @param number counts the assignments of the term
 */
public record Mark(long term, String console, long number) {
    public static final Mark NONE = new Mark(0, "", 0);

    /** Whether this one is {@code wanted}, or a later one of the same console. */
    public boolean reaches(Mark wanted) {
        return term == wanted.term && console.equals(wanted.console) && number >= wanted.number;
    }

    /** Whether this one replaces {@code present}. */
    boolean replaces(Mark present) {
        return term > present.term
                || (term == present.term && console.equals(present.console) && number > present.number);
    }
}
