/** HTTP: routes, problems, the page. The only place that knows the web server. */
@NullMarked
package dev.assay.server.web;

import org.jspecify.annotations.NullMarked;
