package dev.assay.structured.provider;

/** Why a model stopped writing. */
public enum Finish {
    /** It was done, or it called a tool. */
    DONE,
    /** It ran into the limit of tokens or of its context: what it wrote is cut off. */
    CUT,
    /** It refused, or a filter held the answer back. */
    REFUSED,
    /** The server gave no reason, or one that is not known here. */
    UNKNOWN
}
