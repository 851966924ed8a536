// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What stays from one expedition to the next, in one word. Fields from the lowest bit:
///
/// | number | lastDay | achievements | vault |
/// | 32     | 32      | 32           | 96    |
///
/// `number` is that of the newest expedition, 0: none yet. `lastDay` is the day of the newest daily expedition, + 1; 0: never.
/// `vault` is Sand, smallest unit: 2^96 is 79 billion Sand.
type Profile is uint256;

using ProfileLib for Profile global;

/// @title ProfileLib
/// @notice Reads and replaces single fields of a {Profile}; a setter leaves all other bits unchanged.
library ProfileLib {
    uint256 private constant LAST_DAY_AT = 32;
    uint256 private constant ACHIEVEMENTS_AT = 64;
    uint256 private constant VAULT_AT = 96;

    function number(Profile profile) internal pure returns (uint256) {
        return Profile.unwrap(profile) & type(uint32).max;
    }

    function lastDay(Profile profile) internal pure returns (uint256) {
        return (Profile.unwrap(profile) >> LAST_DAY_AT) & type(uint32).max;
    }

    function vault(Profile profile) internal pure returns (uint256) {
        return (Profile.unwrap(profile) >> VAULT_AT) & type(uint96).max;
    }

    function withNumber(Profile profile, uint256 value) internal pure returns (Profile) {
        return _with(profile, 0, type(uint32).max, value);
    }

    function withLastDay(Profile profile, uint256 value) internal pure returns (Profile) {
        return _with(profile, LAST_DAY_AT, type(uint32).max, value);
    }

    /// @notice With more achievements; none is ever lost.
    function withAchievements(Profile profile, uint256 bits) internal pure returns (Profile) {
        return Profile.wrap(Profile.unwrap(profile) | bits << ACHIEVEMENTS_AT);
    }

    /// @param value Fits: an expedition pays at most a few thousand Sand, once a day.
    function withVault(Profile profile, uint256 value) internal pure returns (Profile) {
        return _with(profile, VAULT_AT, type(uint96).max, value);
    }

    function _with(Profile profile, uint256 at, uint256 mask, uint256 value) private pure returns (Profile) {
        return Profile.wrap((Profile.unwrap(profile) & ~(mask << at)) | ((value & mask) << at));
    }
}
