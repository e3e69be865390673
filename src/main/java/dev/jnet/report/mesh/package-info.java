/** What {@code jnet mesh} prints: the matrix of all pairs, and the links that explain it. */
package dev.jnet.report.mesh;
