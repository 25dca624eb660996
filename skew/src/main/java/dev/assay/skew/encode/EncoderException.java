package dev.assay.skew.encode;

/** An encoder that cannot be loaded or does not answer; the message says which, and what to do. */
public final class EncoderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EncoderException(String message) {
        super(message);
    }

    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
