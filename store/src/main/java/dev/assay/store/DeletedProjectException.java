package dev.assay.store;

/** A project was deleted of late, and nothing that arrives of it by itself makes it anew. */
public final class DeletedProjectException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DeletedProjectException(String project) {
        super("the project '" + project + "' was deleted, and what still arrives of it is not kept; "
                + "an administrator can make it anew in the settings");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
