/** {@code jnet lab}: the practice networks, and a drawing of each. */
package dev.jnet.command.lab;
