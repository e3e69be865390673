/** {@code jnet read FILE}: reads a capture, and says what it shows. */
package dev.jnet.command.read;
