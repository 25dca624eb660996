package dev.assay.server.web;

import java.util.regex.Pattern;

/** The name of a project, as a request gives it. */
public final class ProjectName {

    /** Where a request names none. */
    public static final String DEFAULT = "default";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private ProjectName() {}

    /** @throws ProblemException with 400 where the name is not allowed */
    public static String checked(String name) {
        if (!FORM.matcher(name).matches()) {
            throw ProblemException.badRequest(
                    "the project is '" + name + "' (expected: 1 to 64 letters, digits, dots, underscores and hyphens)");
        }
        return name;
    }
}
