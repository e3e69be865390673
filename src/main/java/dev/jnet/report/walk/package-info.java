/** What {@code jnet walk} prints: the journey from a name to a page, as text, HTML and JSON. */
package dev.jnet.report.walk;
