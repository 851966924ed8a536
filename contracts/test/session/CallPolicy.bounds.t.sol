// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev Bounds on static arguments, checked on the whole word, so that dirty bits cannot slip below a limit.
contract BoundsTest is StackTest {
    string private constant PLACE = "place(address,bytes4,bool,uint8)";

    function testFuzz_unsigned_passesWithinItsBoundsOnly(uint256 min, uint256 max, uint256 value) public {
        (min, max) = min < max ? (min, max) : (max, min);
        value = value % 3 == 0 ? value : value % 3 == 1 ? min : max;
        _enable("play(uint256)", ArgumentBound(1, min, max));
        bytes memory data = abi.encodeCall(Target.play, (value));
        if (value >= min && value <= max) _played(data);
        else _refused(data, value, min, max);
    }

    function testFuzz_reverts_whenAnUnsignedIsOneBeyondItsBounds(uint256 min, uint256 max) public {
        min = bound(min, 1, type(uint256).max - 1);
        max = bound(max, min, type(uint256).max - 1);
        _enable("play(uint256)", ArgumentBound(1, min, max));
        _refused(abi.encodeCall(Target.play, (min - 1)), min - 1, min, max);
        _refused(abi.encodeCall(Target.play, (max + 1)), max + 1, min, max);
    }

    function testFuzz_signed_passesWithinItsBoundsOnly(int256 min, int256 max, int256 value) public {
        (min, max) = min < max ? (min, max) : (max, min);
        value = value % 3 == 0 ? value : value % 3 == 1 ? min : max;
        _enable("setLevel(int256)", ArgumentBound(1, uint256(min), uint256(max)));
        bytes memory data = abi.encodeCall(Target.setLevel, (value));
        if (value < min || value > max) return _refused(data, uint256(value), uint256(min), uint256(max));
        handle(signUse(operation(single(address(target), 0, data))));
        assertEq(target.level(), value, "level");
    }

    function test_signed_minusOneIsBelowZero() public {
        _enable("setLevel(int256)", ArgumentBound(1, 0, 10));
        _refused(abi.encodeCall(Target.setLevel, (-1)), type(uint256).max, 0, 10);
    }

    function test_signed_boundsAreInclusive() public {
        _enable("setLevel(int256)", ArgumentBound(1, uint256(int256(-5)), 5));
        _played(abi.encodeCall(Target.setLevel, (-5)));
        _played(abi.encodeCall(Target.setLevel, (5)));
        _refused(abi.encodeCall(Target.setLevel, (-6)), uint256(int256(-6)), uint256(int256(-5)), 5);
        _refused(abi.encodeCall(Target.setLevel, (6)), 6, uint256(int256(-5)), 5);
    }

    function test_unsigned_theHighestWordIsAboveTen() public {
        _enable("play(uint256)", ArgumentBound(1, 0, 10));
        _refused(abi.encodeCall(Target.play, (type(uint256).max)), type(uint256).max, 0, 10);
    }

    function testFuzz_address_pinnedToOne(address pinned, address other) public {
        vm.assume(pinned != other);
        uint256 word = uint160(pinned);
        _enable(PLACE, ArgumentBound(1, word, word));
        _refused(abi.encodeCall(Target.place, (other, "", false, 0)), uint160(other), word, word);
        _played(abi.encodeCall(Target.place, (pinned, "", true, 9)));
    }

    function testFuzz_reverts_whenAnAddressHasDirtyUpperBits(address pinned, uint96 dirt) public {
        vm.assume(dirt != 0);
        uint256 word = uint160(pinned);
        uint256 dirty = word | (uint256(dirt) << 160);
        _enable(PLACE, ArgumentBound(1, word, word));
        _refused(abi.encodeWithSelector(Target.place.selector, dirty, 0, 0, 0), dirty, word, word);
    }

    function testFuzz_bytesN_isComparedAsItStandsInTheWord(bytes4 pinned, bytes4 other) public {
        vm.assume(pinned != other);
        uint256 word = uint256(bytes32(pinned));
        _enable(PLACE, ArgumentBound(2, word, word));
        _played(abi.encodeCall(Target.place, (address(1), pinned, false, 0)));
        _refused(abi.encodeCall(Target.place, (address(1), other, false, 0)), uint256(bytes32(other)), word, word);
        uint256 dirty = word | 1;
        _refused(abi.encodeWithSelector(Target.place.selector, 1, dirty, 0, 0), dirty, word, word);
    }

    function test_reverts_whenABoolIsNeitherZeroNorOne() public {
        _enable(PLACE, ArgumentBound(3, 0, 1));
        _refused(abi.encodeWithSelector(Target.place.selector, 1, 0, 2, 0), 2, 0, 1);
    }

    function testFuzz_reverts_whenASmallIntegerHasDirtyUpperBits(uint8 value, uint248 dirt) public {
        vm.assume(dirt != 0);
        uint256 dirty = (uint256(dirt) << 8) | value;
        _enable(PLACE, ArgumentBound(4, 0, 255));
        _refused(abi.encodeWithSelector(Target.place.selector, 1, 0, 0, dirty), dirty, 0, 255);
    }

    function test_everyBound_isChecked() public {
        Permission memory permission = permit(PLACE, 0, 0);
        permission.bounds = new ArgumentBound[](3);
        permission.bounds[0] = ArgumentBound(1, 1, 1);
        permission.bounds[1] = ArgumentBound(4, 2, 250);
        permission.bounds[2] = ArgumentBound(4, 0, 3);
        enable(grantOf(permission));
        _played(abi.encodeCall(Target.place, (address(1), "", false, 3)));
        _refused(abi.encodeCall(Target.place, (address(2), "", false, 3)), 2, 1, 1);
        _refused(abi.encodeCall(Target.place, (address(1), "", false, 1)), 1, 2, 250);
        _refused(abi.encodeCall(Target.place, (address(1), "", false, 4)), 4, 0, 3);
    }

    /// @dev Of two functions, and of two sessions, each has its own.
    function test_boundsOfOnePermission_areNotThoseOfAnother() public {
        Grant memory grant = makeGrant();
        grant.permissions[0] = _permit("play(uint256)", ArgumentBound(1, 1, 1));
        grant.permissions[1] = _permit("setLevel(int256)", ArgumentBound(1, 2, 2));
        enable(grant);
        Grant memory other = grantOf(_permit("play(uint256)", ArgumentBound(1, 3, 3)));
        other.sessionKey = sessionKeyBytes(THIEF_KEY);
        enable(other);
        _played(abi.encodeCall(Target.play, (1)));
        _played(abi.encodeCall(Target.setLevel, (2)));
        _refused(abi.encodeCall(Target.play, (2)), 2, 1, 1);
        _refused(abi.encodeCall(Target.play, (3)), 3, 1, 1);
        _refused(abi.encodeCall(Target.setLevel, (1)), 1, 2, 2);
    }

    function testFuzz_reverts_whenTheBoundedArgumentIsCutOff(uint8 length) public {
        _enable(PLACE, ArgumentBound(4, 0, 255));
        bytes memory data = abi.encodePacked(Target.place.selector, new bytes(uint256(length) % 128));
        expectCallsRefused(
            single(address(target), 0, data),
            abi.encodeWithSelector(ISessionValidator.CallArgumentMissing.selector, 0, 3, data.length)
        );
    }

    function _enable(string memory text, ArgumentBound memory limit) private {
        enable(grantOf(_permit(text, limit)));
    }

    function _permit(string memory text, ArgumentBound memory limit)
        private
        view
        returns (Permission memory permission)
    {
        permission = permit(text, 0, 0);
        permission.bounds = new ArgumentBound[](1);
        permission.bounds[0] = limit;
    }

    function _played(bytes memory data) private {
        uint256 left = sessionNow().actionsLeft;
        handle(signUse(operation(single(address(target), 0, data))));
        assertEq(sessionNow().actionsLeft, left - 1, "validated and counted");
    }

    function _refused(bytes memory data, uint256 seen, uint256 min, uint256 max) private {
        expectCallsRefused(
            single(address(target), 0, data),
            abi.encodeWithSelector(ISessionValidator.CallArgumentOutOfBounds.selector, 0, seen, min, max)
        );
    }
}
