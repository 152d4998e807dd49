package dev.trivet.content;

/// The largest upload of one name, and who says so.
///
/// @param most octets as they are stored
/// @param by for the message, such as `max-upload of the root /srv/configs`
record UploadLimit(long most, String by) {
    static final UploadLimit NONE = new UploadLimit(Long.MAX_VALUE, "");

    void check(String name, long octets) throws ContentException {
        if (octets > most) throw Refusals.tooLarge(name, by, most);
    }
}
