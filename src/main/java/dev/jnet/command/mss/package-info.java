/** {@code jnet mss}: options in, the segment size of each port and who decided it out. */
package dev.jnet.command.mss;
