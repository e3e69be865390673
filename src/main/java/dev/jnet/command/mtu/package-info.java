/** {@code jnet mtu}: options in, the path MTU of each host out. */
package dev.jnet.command.mtu;
