/**
 * The doctor: which causes explain what the steps have found, how sure that is, and what mends it.
 * The rules are one table, {@link dev.jnet.doctor.Rules}. Nothing here asks the network.
 */
package dev.jnet.doctor;
