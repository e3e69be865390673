/**
 * What options add to a link: frames are recorded in a file, told on stderr, or counted on a line
 * of progress.
 */
package dev.jnet.network.decoration;
