/**
 * Findings in words and in JSON, and the causes that follow from several of them: one file for each
 * subject. Every report may use them.
 */
package dev.jnet.report.finding;
