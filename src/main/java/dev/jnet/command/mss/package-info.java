/** {@code jnet mss}: reads options, and prints the segment size of each port and who decided it. */
package dev.jnet.command.mss;
