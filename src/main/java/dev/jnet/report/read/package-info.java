/** What a capture shows, as text and JSON. */
package dev.jnet.report.read;
