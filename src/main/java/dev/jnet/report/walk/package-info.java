/** What {@code jnet walk} prints: each step from a name to a page, as text, HTML and JSON. */
package dev.jnet.report.walk;
