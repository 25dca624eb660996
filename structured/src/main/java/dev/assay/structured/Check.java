package dev.assay.structured;

import java.util.function.Predicate;

/**
 * A rule of one's own over a whole answer: across fields, against a database, or by asking a model. It runs after the answer
 * has passed its schema; what it finds is asked for anew like any other violation.
 *
 * <p>A check that throws could not run. Then the answer is neither taken nor asked for anew: the whole question fails with {@link
 * AskException.Reason#CHECK}, because an answer that nobody could check is not a valid one.
 *
 * @param <T> what is checked
 */
@FunctionalInterface
public interface Check<T> {

    /**
     * Looks at an answer.
     *
     * @param value the answer
     * @param findings takes what is wrong; nothing added means that all is well
     * @throws Exception if it could not look
     */
    void run(T value, Findings findings) throws Exception;

    /**
     * A rule that is either met or not.
     *
     * @param rule met by valid answers
     * @param message what is expected; it goes back to the model
     * @return the check
     * @param <T> what is checked
     */
    static <T> Check<T> that(Predicate<? super T> rule, String message) {
        return (value, findings) -> {
            if (!rule.test(value)) {
                findings.add(message);
            }
        };
    }
}
