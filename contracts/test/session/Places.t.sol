// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Target} from "../support/Target.sol";
import {Condition, Grant, Permission} from "../support/Grant.sol";
import {FunctionSignature} from "../../src/session/FunctionSignature.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Targets come first, then the rules in a row, then their details. The index of a function does not change
/// what it may do.
contract PlacesTest is SessionTest {
    uint256 private constant COUNT = 12;

    /// @dev `play` at every index: it can be called within its limits; its neighbour on the same target and the same function of
    /// another target cannot.
    function test_everyPlace_isEnforced() public {
        address other = address(new Target());
        bytes memory play = abi.encodeCall(Target.play, (3));
        vm.deal(address(account), COUNT);
        for (uint8 place = 0; place < COUNT; ++place) {
            uint256 state = vm.snapshotState();
            Grant memory grant = _many(place % 3 == 0 ? other : address(target));
            grant.permissions[place] = _playing(1, 1);
            enable(grant);
            bytes memory forbidden = single(address(target), 0, abi.encodeCall(Target.forbidden, ()));
            _refuses(grant, forbidden, place, _notPermitted(address(target), Target.forbidden.selector));
            _refuses(grant, single(other, 0, play), place, _notPermitted(other, Target.play.selector));
            bytes memory tooMuch = abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 2, 1);
            _refuses(grant, single(address(target), 2, play), place, tooMuch);
            for (uint8 wrong = 0; wrong < COUNT; ++wrong) {
                if (wrong == place) continue;
                _refuses(grant, single(address(target), 0, play), wrong, _notPermitted(address(target), bytes4(play)));
            }
            handle(use(grant, single(address(target), 1, play), hint(place)));
            assertEq(target.played(), 3, "called");
            vm.revertToState(state);
        }
    }

    /// @dev The second permission for the same function without conditions, wherever the two are.
    function testFuzz_reverts_whenAFunctionIsNamedAgain(uint8 first_, uint8 second) public {
        Grant memory grant = _many(address(ledger));
        (first_, second) = (first_ % uint8(COUNT), second % uint8(COUNT));
        vm.assume(first_ != second);
        grant.permissions[first_] = permit("play(uint256)");
        grant.permissions[second] = _playing(1, 1);
        bytes memory packed_ = packedOf(grant);
        bytes4 twice = ISessionValidator.PermissionDuplicate.selector;
        vm.expectRevert(abi.encodeWithSelector(twice, address(target), Target.play.selector));
        reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed_);
    }

    function test_oneFunctionOfTwoTargets_isTwoPermissions() public {
        Target other = new Target();
        Grant memory grant = _many(address(ledger));
        grant.permissions[3] = permit("play(uint256)");
        grant.permissions[8] = permit("play(uint256)");
        grant.permissions[8].target = address(other);
        enable(grant);
        handle(use(grant, callPlay(1), hint(3)));
        _refuses(grant, callPlay(1), 8, _notPermitted(address(target), Target.play.selector));
        handle(use(grant, single(address(other), 0, abi.encodeCall(Target.play, (2))), hint(8)));
        assertEq(other.played(), 2, "of the other target");
    }

    /// @dev Each rule has its own unique bound, and a neighbour whose target or selector is nearly its own.
    function test_neighbours_shareNothing() public {
        address even = address(uint160(address(target)) & ~uint160(1));
        address odd = address(uint160(even) | 1);
        address ones = address(uint160(address(target)) | type(uint32).max);
        Grant memory grant = _many(even);
        for (uint256 i = 0; i < COUNT; ++i) {
            Permission memory permission = permit(string.concat("f", vm.toString(i), "(uint256)"));
            permission.target = i < 6 ? even : i < 9 ? odd : ones;
            permission.conditions = new Condition[](2);
            permission.conditions[0] = condition("1", "between", i, 100);
            permission.conditions[1] = condition("1", "between", 0, i);
            grant.permissions[i] = permission;
        }
        // The same function of two targets.
        grant.permissions[6].functionSignature = "f0(uint256)";
        enable(grant);
        for (uint8 i = 0; i < COUNT; ++i) {
            Permission memory permission = grant.permissions[i];
            bytes memory data = abi.encodeWithSignature(permission.functionSignature, uint256(i) + 1);
            bytes memory reason =
                abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 1, uint256(i) + 1);
            _refuses(grant, single(permission.target, 0, data), i, reason);
            address near = permission.target == odd ? even : odd;
            _refuses(grant, single(near, 0, data), i, _notPermitted(near, bytes4(data)));
        }
    }

    /// @dev The selector 0x00000000 is like any other: this is the best-known text for it. It is neither a call without
    /// calldata, nor a transfer of the native coin, and those are not this selector.
    function test_selectorZero_isGrantedOnlyWhenItIsNamed() public {
        string memory text = "wycpnbqcyf()";
        assertEq(bytes4(keccak256(bytes(text))), bytes4(0), "it has the selector zero");
        Grant memory grant = open(permit(text));
        bytes memory empty = single(address(target), 0, "");
        _refuses(grant, empty, 0, abi.encodeWithSelector(ISessionValidator.CallTooShort.selector, 0, 0));
        _refuses(grant, single(address(target), 1, ""), 0, _tooShort(0));
        _refuses(grant, single(address(target), 0, hex"000000"), 0, _tooShort(3));
        vm.expectCall(address(target), abi.encodePacked(bytes4(0)));
        handle(use(grant, single(address(target), 0, hex"00000000"), hint(0)));

        Permission memory coin = permit("native transfer");
        (coin.maxValue, coin.period, coin.limits) = (1, "session", limit("value", 2));
        grant = unpaid(grantOf(coin));
        grant.nonceKey = laneOf(8);
        enable(grant);
        bytes memory named = single(address(target), 0, hex"00000000");
        _refuses(grant, named, 0, _notPermitted(address(target), 0));
        grant = unpaid(grantOf(permit("play(uint256)")));
        grant.nonceKey = laneOf(9);
        enable(grant);
        _refuses(grant, named, 0, _notPermitted(address(target), 0));
        _refuses(grant, empty, 0, _notPermitted(address(target), 0));
    }

    /// @dev A rule that has details does not allow it either.
    function test_selectorZero_whoseCallsAreCounted_isNoCallWithoutCalldata() public {
        Permission memory permission = permit("wycpnbqcyf()");
        (permission.period, permission.limits) = ("session", limit("calls", 2));
        Grant memory grant = open(permission);
        _refuses(grant, single(address(target), 0, ""), 0, _tooShort(0));
        _refuses(grant, single(address(target), 0, hex"000000"), 0, _tooShort(3));
    }

    /// @dev The index of an amount's word is stored in eight bits.
    function test_spendArgument_isAmongTheFirst255Words() public {
        Permission memory permission = permit("f(uint256[127][2],uint8)");
        permission.spendArgument = "2";
        Grant memory grant = open(permission);
        bytes memory data = bytes.concat(abi.encodeWithSignature("f(uint256[127][2],uint8)"), new bytes(254 * 32));
        bytes memory spent = abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, 1_001, 1_000);
        _refuses(grant, single(address(target), 0, bytes.concat(data, abi.encode(1_001))), 0, spent);
        permission = permit("f(uint256[127][2],bool,uint8)");
        permission.spendArgument = "3";
        grant = grantOf(permission);
        bytes memory packed_ = packedOf(grant);
        bytes4 none = ISessionValidator.ArgumentNotComparable.selector;
        vm.expectRevert(abi.encodeWithSelector(none, permission.functionSignature, "3"));
        reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed_);
    }

    /// @dev The error names its position in the text, whether the grant is read or enabled.
    function test_reverts_whenTheTextIsNotAFunction() public {
        bytes4 invalid = FunctionSignature.FunctionSignatureInvalid.selector;
        Grant memory grant = unpaid(grantOf(permit("play(uint)")));
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        vm.expectRevert(abi.encodeWithSelector(invalid, "play(uint)", 9));
        validator.enable(address(account), key, address(0), grant.nonceKey, data);
    }

    /// @dev As many functions as possible, of one target.
    function _many(address to) private view returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.maxSpend = 0;
        grant.permissions = new Permission[](COUNT);
        for (uint256 i = 0; i < COUNT; ++i) {
            grant.permissions[i] = permit(string.concat("f", vm.toString(i), "(uint256)"));
            grant.permissions[i].target = to;
            // Every other rule has details, so the details of the rest are further back.
            if (i % 2 == 0) grant.permissions[i].conditions = only(condition("1", "between", i, 100));
        }
    }

    function _playing(uint128 each, uint96 all) private view returns (Permission memory permission) {
        permission = permit("play(uint256)");
        (permission.maxValue, permission.period, permission.limits) = (each, "session", limit("value", all));
    }

    function _refuses(Grant memory grant, bytes memory callData, uint8 hinted, bytes memory reason) private {
        expectRefused(use(grant, callData, hint(hinted)), reason);
    }

    function _tooShort(uint256 length) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallTooShort.selector, 0, length);
    }

    function _notPermitted(address to, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, to, selector);
    }
}
