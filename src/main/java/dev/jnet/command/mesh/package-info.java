/** {@code jnet mesh}: members measure between each other, and a fault is named with its link. */
package dev.jnet.command.mesh;
