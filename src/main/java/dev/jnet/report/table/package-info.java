/** Tables of all commands, as comma-separated values or Markdown: columns of their documents. */
package dev.jnet.report.table;
