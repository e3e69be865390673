/**
 * What practice hosts answer over TCP: programs that know bytes alone, and neither segments nor
 * time.
 */
package dev.jnet.lab.server;
