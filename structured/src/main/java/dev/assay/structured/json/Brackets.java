package dev.assay.structured.json;

import java.util.Optional;

/** Opens and closes lists and objects, and mends brackets that are missing or of the wrong kind. */
final class Brackets {

    private final Frames frames;
    private final TreeBuilder tree;
    private final RepairLog log;
    /** Where the comma stands that came last, while nothing has come after it. */
    private int comma = -1;

    Brackets(Frames frames, TreeBuilder tree, RepairLog log) {
        this.frames = frames;
        this.tree = tree;
        this.log = log;
    }

    void open(byte kind, int at) {
        tree.open(kind == Frames.OBJECT || kind == Frames.IMPLIED, at);
        frames.push(kind);
        comma = -1;
    }

    /** A comma has come. */
    void comma(int at) {
        comma = at;
    }

    /** Something has come after the last comma, so that it was none too many. */
    void forgetComma() {
        comma = -1;
    }

    /** A brace closes the innermost object, and lists within it first; where reading goes on, for the brace may be met again. */
    int brace(int at) {
        if (frames.inObject()) {
            return close(at + 1);
        }
        log.add(frames.hasObject() ? RepairKind.MISSING_CLOSE : RepairKind.WRONG_BRACKET, at);
        return close(frames.hasObject() ? at : at + 1);
    }

    /** The same for a bracket and the innermost list. */
    int bracket(int at) {
        if (!frames.inObject()) {
            return close(at + 1);
        }
        if (frames.top() == Frames.IMPLIED) {
            return close(at);
        }
        log.add(frames.hasList() ? RepairKind.MISSING_CLOSE : RepairKind.WRONG_BRACKET, at);
        return close(frames.hasList() ? at : at + 1);
    }

    /** A parenthesis closes what one opened, and means nothing elsewhere. */
    int parenthesis(int at) {
        if (frames.top() == Frames.TUPLE) {
            return close(at + 1);
        }
        log.add(RepairKind.EXTRA_TEXT, at);
        return at + 1;
    }

    /** Ends the innermost list or object; what closes it has been seen to. */
    private int close(int next) {
        if (comma >= 0) {
            log.add(RepairKind.EXTRA_COMMA, comma);
            comma = -1;
        }
        tree.close();
        frames.pop();
        return next;
    }

    /**
     * A colon after a value of a list: that value was a name, of the object around or of one whose brace is missing.
     *
     * @return whether there was such a value; its name waits for its value now
     */
    boolean nameBefore(int colon) {
        Optional<String> name = frames.inObject() ? Optional.empty() : tree.takeLastText();
        if (name.isEmpty()) {
            return false;
        }
        if (frames.depth() > 1 && frames.below(1) == Frames.OBJECT) {
            log.add(RepairKind.MISSING_CLOSE, colon);
            close(colon);
        } else {
            log.add(RepairKind.MISSING_OPEN, colon);
            tree.open(true, colon);
            frames.push(Frames.IMPLIED);
        }
        tree.name(name.get());
        return true;
    }
}
