/**
 * Where a command works: this machine's network or a practice network, and the path to a target.
 */
package dev.jnet.network;
