/** What {@code jnet trace} prints: the routers of a path as a table, a tree or a drawing. */
package dev.jnet.report.trace;
