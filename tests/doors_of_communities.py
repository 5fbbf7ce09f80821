"""Doors of communities, where a visitor sees nothing: each with its address."""

OF_COMMUNITIES = [
    ("portal:listing_keepers", "/kerja/sajian/{number}/penjaga/"),
    ("portal:protocols", "/kerja/protokol/"),
    ("portal:protocol", "/kerja/protokol/1/"),
    ("portal:protocol_approval", "/kerja/protokol/1/persetujuan/"),
    ("portal:protocol_consent", "/kerja/protokol/1/izin/"),
    ("portal:protocol_consent_withdrawal", "/kerja/protokol/1/izin/penarikan/"),
    ("portal:protocol_return", "/kerja/protokol/1/pengembalian/"),
    ("portal:protocol_release", "/kerja/protokol/1/pelepasan/"),
    ("portal:communities", "/kerja/masyarakat/"),
    ("portal:community", "/kerja/masyarakat/1/"),
    ("portal:community_groups", "/kerja/masyarakat/1/kelompok/"),
    ("portal:community_invitations", "/kerja/masyarakat/1/undangan/"),
    ("portal:community_takeover", "/kerja/masyarakat/1/penerusan/"),
    ("portal:community_member", "/kerja/masyarakat/1/anggota/1/"),
    ("portal:community_invitation", "/masyarakat/undangan/nonsense/"),
    ("portal:protocol_labels", "/kerja/protokol/1/label/"),
    ("portal:labels", "/kerja/masyarakat/1/label/"),
    ("portal:label", "/kerja/label/1/"),
    ("portal:notices", "/kerja/sajian/{number}/catatan/"),
]
