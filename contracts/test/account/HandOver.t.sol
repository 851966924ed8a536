// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Vm} from "forge-std/Vm.sol";

import {Ownership} from "../../src/account/Ownership.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Target} from "../support/Target.sol";
import {Vault} from "../support/Vault.sol";

/// @dev An account of a device key is handed over, and taken back.
contract HandOverTest is Vault {
    uint256 private constant FRIEND_KEY = uint256(keccak256("friend"));

    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal view override returns (bytes memory) {
        return isThiefs ? signSecp(THIEF_KEY, digest) : signP256(OWNER_KEY, digest);
    }

    function test_handingOver_isDoneAtOnce_andPlayGoesOn() public {
        Grant memory before = makeGrant();
        enable(before);
        vm.expectEmit(address(account));
        emit Ownership.OwnerChanged(abi.encodePacked(thief), abi.encodePacked(thief));
        handToThief();
        assertEq(account.owner(), abi.encodePacked(thief), "owner");
        assertTrue(account.isConfined(), "and nothing leaves");
        assertFalse(validator.sessionOf(address(account), sessionOf(before)).isLive, "sessions ended");
        Grant memory next = makeGrant();
        next.nonceKey = laneOf(8);
        handle(first(next, callPlay(2), hint(0)));
        assertEq(target.played(), 2, "the new owner granted");
    }

    /// @dev Possible from the first operation on, together with the account's creation.
    function test_handingOver_inTheAccountsFirstOperation() public {
        account = PlayerAccount(payable(factory.getAddress(ownerBytes(), "new")));
        bytes memory next = abi.encodePacked(thief);
        PackedUserOperation memory op;
        uint256 state = vm.snapshotState();
        factory.createAccount(ownerBytes(), "new");
        bytes memory data = callChange(THIEF_KEY);
        vm.revertToState(state);
        op.sender = address(account);
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        op.callData = data;
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = sponsoredByThief();
        op.signature = signAsOwner(entryPointHash(op));
        handle(op);
        assertEq(account.owner(), next, "handed over");
    }

    function test_takeBack_withinTheDelay_byAnybodyWithTheDeviceKeysSignature() public {
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        Grant memory grant = makeGrant();
        enable(grant);
        vm.warp(start + 1 days);
        bytes memory signature = _takeBackSignature();
        vm.expectEmit(address(account));
        emit Ownership.OwnerChanged(ownerBytes(), ownerBytes());
        vm.prank(makeAddr("anybody"));
        account.takeBack(signature);
        assertEq(account.owner(), ownerBytes(), "back");
        assertTrue(account.isConfined(), "a device key again");
        assertEq(account.ownership().former.until, 0, "no former owner");
        assertFalse(sessionNow(grant).isLive, "the thief's sessions ended");
        expectFailed(ownersOperation(callChange(THIEF_KEY), sponsoredByThief(), 0), "AA24 signature error");
        isThiefs = false;
        ownerDoes(callChange(FRIEND_KEY));
        assertEq(account.owner(), abi.encodePacked(vm.addr(FRIEND_KEY)), "and on to a safe place");
    }

    function test_takeBack_comesOnce() public {
        handToThief();
        bytes memory signature = _takeBackSignature();
        account.takeBack(signature);
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.takeBack(signature);
        isThiefs = false;
        handToThief();
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerProofInvalid.selector, ownerBytes()));
        account.takeBack(signature);
    }

    /// @dev A script had the device key for a moment, long before the owner secured the account. Nobody knows the id of a change
    /// before the previous change, so the script had nothing useful to sign.
    function testFuzz_takeBack_cannotBeSignedAhead(bytes32 unforeseen) public {
        assertEq(account.ownership().change, 0, "the first change is known");
        vm.setBlockhash(block.number - 1, unforeseen);
        handToThief();
        assertEq(account.ownership().change, keccak256(abi.encode(0, unforeseen)), "the second is not");
    }

    function test_takeBack_isTooLate_afterTheDelay() public {
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        bytes memory signature = _takeBackSignature();
        vm.warp(start + 1 days + 1);
        vm.expectPartialRevert(Ownership.FormerOwnerTooLate.selector);
        account.takeBack(signature);
    }

    function test_reverts_whenSomebodyElseTakesBack() public {
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.takeBack("");
        handToThief();
        bytes32 digest = changeDigest("TakeBack", ownerBytes());
        bytes memory reason = abi.encodeWithSelector(Ownership.OwnerProofInvalid.selector, ownerBytes());
        bytes[3] memory wrong = [
            signP256(THIEF_KEY, digest),
            signSecp(THIEF_KEY, digest),
            signP256(OWNER_KEY, changeDigest("Own", ownerBytes()))
        ];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(reason);
            account.takeBack(wrong[i]);
        }
    }

    /// @dev The thief cannot move the account out of reach of its former owner: nothing changes the id of the change.
    function test_theNewOwner_cannotHinderTheTakingBack() public {
        handToThief();
        bytes32 change = account.ownership().change;
        ownerFails(callChange(FRIEND_KEY));
        ownerDoes(packed(one(address(validator), 0, abi.encodeCall(validator.revokeAll, ()))));
        expectConfined(abi.encodeCall(account.cancelChange, ()), address(account), account.cancelChange.selector);
        bytes memory data = abi.encodeCall(account.setGuardians, (thiefAlone(), 1));
        expectConfined(data, address(account), account.setGuardians.selector);
        vm.expectPartialRevert(Ownership.GuardiansUnknown.selector);
        account.recover(thiefAlone(), 1, abi.encodePacked(thief), "", new bytes[](1));
        assertEq(account.ownership().change, change, "the same change");
        account.takeBack(_takeBackSignature());
    }

    /// @dev Outside of play, a confined owner can call the module's revocations, but nothing else of it, and nothing similar
    /// elsewhere.
    function test_aConfinedOwner_revokes_andCallsNothingElseOfTheModule() public {
        bytes memory all = abi.encodeCall(validator.revokeAll, ());
        expectConfined(packed(one(address(coin), 0, all)), address(coin), validator.revokeAll.selector);
        bytes memory leave = abi.encodeCall(validator.onUninstall, (""));
        expectConfined(packed(one(address(validator), 0, leave)), address(validator), validator.onUninstall.selector);
        ownerDoes(packed(one(address(validator), 0, all)));
    }

    /// @dev No operation gets this far: neither an owner's nor a session's may carry value. This is the second barrier.
    function test_noValueLeaves_whateverWasValidated() public {
        bytes memory data = abi.encodeCall(Target.play, (2));
        vm.startPrank(address(entryPoint));
        account.execute(0, abi.encodePacked(target, uint256(0), data));
        vm.expectRevert(abi.encodeWithSelector(PlayerAccount.AccountConfined.selector, 0, 0));
        account.execute(0, abi.encodePacked(target, uint256(1), data));
        vm.stopPrank();
        handToThief();
        vm.expectRevert(abi.encodeWithSelector(PlayerAccount.AccountConfined.selector, 0, 0));
        vm.prank(address(entryPoint));
        account.execute(0, abi.encodePacked(target, uint256(1), data));
    }

    function test_reverts_whenHandedOnBeforeRelease() public {
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        vm.warp(start + 2 days);
        ownerFails(callChange(FRIEND_KEY));
        account.release();
        ownerDoes(callChange(FRIEND_KEY));
        assertEq(account.owner(), abi.encodePacked(thief), "waits, as every other change");
        assertEq(account.ownership().pending.owner, abi.encodePacked(vm.addr(FRIEND_KEY)), "asked for");
    }

    function test_release_isAnybodys_afterTheDelayOnly() public {
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.release();
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        vm.warp(start + 1 days);
        vm.expectRevert(abi.encodeWithSelector(Ownership.OwnerChangeNotDue.selector, start + 1 days, start + 1 days));
        account.release();
        vm.warp(start + 1 days + 1);
        assertTrue(account.isConfined(), "until somebody says so");
        vm.prank(makeAddr("anybody"));
        account.release();
        assertFalse(account.isConfined(), "released");
        vm.expectRevert(Ownership.FormerOwnerAbsent.selector);
        account.release();
    }

    function test_release_byTheConfinedOwnersOwnOperation() public {
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        vm.warp(start + 1 days + 1);
        ownerDoes(abi.encodeCall(account.release, ()));
        assertFalse(account.isConfined(), "released");
    }

    /// @dev A grant made while nothing may leave the account reaches nothing more after the account is released.
    function test_aSessionOfTheConfinedTime_staysInPlay() public {
        uint256 start = vm.getBlockTimestamp();
        handToThief();
        vm.warp(start + 1 days - 10 minutes);
        Grant memory grant = makeGrant();
        handle(first(grant, callPlay(2), hint(0)));
        vm.warp(start + 1 days + 1);
        account.release();
        handle(use(grant, callPlay(2), hint(0)));
        bytes memory data = single(address(coin), 0, abi.encodeCall(coin.transfer, (thief, 1)));
        PackedUserOperation memory op = use(grant, data, hint(0));
        expectRefused(
            op, abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, coin, coin.transfer.selector)
        );
    }

    /// @dev The new owner can find it from logs alone.
    function test_ownerChanged_isFoundByTheNewOwner() public {
        PackedUserOperation memory op = ownersOperation(callChange(THIEF_KEY), sponsoredByThief(), 0);
        vm.recordLogs();
        handle(op);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 found;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != Ownership.OwnerChanged.selector) continue;
            assertEq(logs[i].topics[1], keccak256(abi.encodePacked(thief)), "indexed");
            assertEq(logs[i].emitter, address(account), "the account itself");
            ++found;
        }
        assertEq(found, 1);
    }

    function _takeBackSignature() private view returns (bytes memory) {
        return signP256(OWNER_KEY, changeDigest("TakeBack", ownerBytes()));
    }
}
