// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

import {Ownership} from "../../src/account/Ownership.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {BY_OWNER} from "./Ghost.sol";
import {Thief} from "./Thief.sol";

/// @notice Changes of owner that the thief may not make, and a script that has the device key itself.
abstract contract ThiefOwner is Thief {
    function _dealThiefOwner() internal {
        _attack("takes something with the device key", _takesWithTheDeviceKey);
        _attack("lets a confined account pay, with its owner's key", _letsConfinedPay);
        _attack("signs messages with the device key", _signsWithTheDeviceKey);
        _attack("makes himself the owner by the session key", _changesOwnerBySession);
        _attack("finishes a change before it is due", _finishesTooEarly);
        _attack("hands an account to a key that did not agree", _handsToWhoDidNotAgree);
        _attack("takes back what is not his, or too late", _takesBackWrongly);
        _attack("releases an account too early", _releasesTooEarly);
        _attack("recovers an account without guardians", _recovers);
    }

    /// @dev Or with the key to which the account was just handed over: the script's own.
    function _takesWithTheDeviceKey() private {
        uint256 a = _confined();
        uint256 way = _random(8);
        bytes memory callData = _packedCall(address(coin), abi.encodeCall(coin.transfer, (thief, 1)));
        if (way == 1) callData = _packedCall(address(coin), abi.encodeCall(coin.approve, (thief, 1)));
        if (way == 2) callData = single(thief, 1 ether, "");
        if (way == 3) callData = abi.encodeCall(account.installModule, (2, thief, ""));
        if (way == 4) callData = abi.encodeCall(account.setGuardians, (new bytes[](0), 0));
        if (way == 5) callData = _packedCall(address(account), single(thief, 1 ether, ""));
        if (way == 6) {
            callData = _packedCall(address(trinkets), abi.encodeCall(trinkets.setApprovalForAll, (thief, true)));
        }
        if (way == 7) {
            bytes memory withdrawal = abi.encodeWithSignature("withdrawTo(address,uint256)", thief, 1 ether);
            callData = _packedCall(address(entryPoint), withdrawal);
        }
        _useAccount(a);
        _ownerRefused(_ownerOperation(callData, uint192(_random(2))), PlayerAccount.AccountConfined.selector);
    }

    function _letsConfinedPay() private {
        _confined();
        PackedUserOperation memory op = _ownerOperation(_packedCall(address(validator), hex"1234"), 0);
        op.paymasterAndData = "";
        op.callData = _packedCall(address(validator), abi.encodeCall(validator.revokeAll, ()));
        op.signature = signAsOwner(entryPointHash(op));
        _ownerRefused(op, PlayerAccount.AccountConfined.selector);
    }

    /// @dev As accounts that are not confined sign them (ERC-7739).
    function _signsWithTheDeviceKey() private {
        bytes32 hash = keccak256(abi.encode("order", _random(1_000)));
        _useAccount(_random(2));
        assertEq(_signsMessage(hash), IERC1271.isValidSignature.selector, "a wallet's account signs");
        _confined();
        assertEq(_signsMessage(hash), bytes4(0xffffffff), "no message while confined");
        _countRefused();
    }

    function _signsMessage(bytes32 hash) private returns (bytes4) {
        bytes memory signature = signAsOwner(personalDigest(hash));
        vm.prank(address(coin));
        return account.isValidSignature(hash, signature);
    }

    /// @dev His signature is neither a proof by a next owner that the owner asked for, nor the owner's signature.
    function _changesOwnerBySession() private {
        uint256 s = _pickStarted();
        bytes memory data = callChange(THIEF_KEY);
        _directlyRefused(thief, address(account), data, 0);
        PackedUserOperation memory op = _operation(s, data);
        op.nonce = entryPoint.getNonce(op.sender, 0);
        op.paymasterAndData = once(op, SPONSOR_KEY);
        op.signature = signAsSession(SESSION_KEY, entryPointHash(op));
        assertEq(this.reasonOf(_handle(BY_OWNER, op)), "AA24 signature error", "he is not the owner");
    }

    function _finishesTooEarly() private {
        uint256 a = _freeAccount();
        _askForChange(a);
        if (_random(2) == 0) vm.warp(accounts[a].pendingDue - 1);
        bytes memory data = abi.encodeCall(account.finishChange, ());
        _directlyRefused(thief, address(account), data, Ownership.OwnerChangeNotDue.selector);
        _finishChange(a);
        _directlyRefused(thief, address(account), data, Ownership.OwnerChangeAbsent.selector);
    }

    /// @dev The owner's own operation is accepted, and its call fails.
    function _handsToWhoDidNotAgree() private {
        _useAccount(_random(2) == 0 ? _deviceAccount() : _random(2));
        bytes memory proof = signSecp(THIEF_KEY, changeDigest("Own", abi.encodePacked(friend)));
        bytes memory data = abi.encodeCall(account.changeOwner, (abi.encodePacked(friend), proof));
        if (_random(2) == 0) data = abi.encodeCall(account.changeOwner, (abi.encodePacked(address(account)), proof));
        assertEq(_handle(BY_OWNER, _ownerOperation(data, 0)), "", "it is the owner's");
        assertFalse(succeeded[0], "nobody is handed an account without his proof");
        _countRefused();
    }

    function _takesBackWrongly() private {
        uint256 a = _handedAccount();
        _useAccount(a);
        bytes memory data = abi.encodeCall(account.takeBack, (_signTakeBack(THIEF_KEY)));
        _directlyRefused(thief, address(account), data, Ownership.OwnerProofInvalid.selector);
        data = abi.encodeCall(account.takeBack, (_signTakeBack(accounts[a].formerKey)));
        vm.warp(accounts[a].formerUntil + 1);
        _buryEnded();
        _directlyRefused(thief, address(account), data, Ownership.FormerOwnerTooLate.selector);
        _release(a);
        _directlyRefused(thief, address(account), data, Ownership.FormerOwnerAbsent.selector);
    }

    function _releasesTooEarly() private {
        uint256 a = _handedAccount();
        _useAccount(a);
        if (_random(2) == 0) vm.warp(accounts[a].formerUntil);
        _buryEnded();
        bytes memory data = abi.encodeCall(account.release, ());
        _directlyRefused(thief, address(account), data, Ownership.OwnerChangeNotDue.selector);
    }

    function _recovers() private {
        _useAccount(_anyAccount());
        bytes[] memory none = new bytes[](0);
        bytes memory next = abi.encodePacked(thief);
        bytes memory proof = signSecp(THIEF_KEY, changeDigest("Own", next));
        bytes memory data = abi.encodeCall(account.recover, (none, 0, next, proof, none));
        _directlyRefused(thief, address(account), data, Ownership.GuardiansUnknown.selector);
    }

    function _confined() private returns (uint256 a) {
        a = _random(2) == 0 ? _deviceAccount() : _handedAccount();
        _useAccount(a);
    }

    function _packedCall(address to, bytes memory data) private view returns (bytes memory) {
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(to, 0, data);
        return packed(calls);
    }

    function _ownerRefused(PackedUserOperation memory op, bytes4 reason) private {
        _refused(_one(BY_OWNER, op), abi.encodePacked(reason));
    }
}
